export { LoadingBoundary as default } from "@/components/ui/loading-boundary";
