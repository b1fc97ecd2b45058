-- CreateTable
CREATE TABLE "SegmentationDetail" (
    "segmentationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    PRIMARY KEY ("segmentationId", "kind")
);

-- CreateTable
CREATE TABLE "Comparison" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "asOf" INTEGER NOT NULL,
    "snapshotHash" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,
    "jobId" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "Comparison_jobId_key" ON "Comparison"("jobId");
