"use client";

import dynamic from "next/dynamic";

const loading = () => <span data-awaited-chart hidden />;

/** The drawn charts come after the answer: findings and tables are there first, and the room is kept. */
export const LazyColumnBars = dynamic(() => import("./column-bars").then((m) => m.ColumnBars), { ssr: false, loading });
export const LazySeriesLine = dynamic(() => import("./series-line").then((m) => m.SeriesLine), { ssr: false, loading });
