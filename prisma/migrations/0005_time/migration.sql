-- CreateTable
CREATE TABLE "MembershipAssignment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "segmentationId" INTEGER NOT NULL,
    "snapshotHash" TEXT NOT NULL,
    "asOf" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "newcomers" INTEGER NOT NULL,
    "joined" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "left" INTEGER NOT NULL,
    "segments" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "MembershipAssignment_segmentationId_fkey" FOREIGN KEY ("segmentationId") REFERENCES "Segmentation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MaintenanceReport" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "segmentationId" INTEGER NOT NULL,
    "snapshotHash" TEXT NOT NULL,
    "asOf" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,
    "jobId" TEXT,
    "acceptedAt" DATETIME,
    "acceptedBy" TEXT
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Segment" (
    "segmentationId" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "customers" INTEGER NOT NULL,
    "revenueCents" BIGINT NOT NULL,
    "profile" TEXT NOT NULL,
    "persona" TEXT NOT NULL,

    PRIMARY KEY ("segmentationId", "index"),
    CONSTRAINT "Segment_segmentationId_fkey" FOREIGN KEY ("segmentationId") REFERENCES "Segmentation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- groups of earlier runs were never compared: each is a persona of its own
INSERT INTO "new_Segment" ("customers", "index", "name", "profile", "revenueCents", "segmentationId", "persona") SELECT "customers", "index", "name", "profile", "revenueCents", "segmentationId", "segmentationId" || '.' || "index" FROM "Segment";
DROP TABLE "Segment";
ALTER TABLE "new_Segment" RENAME TO "Segment";
CREATE TABLE "new_PersonaNote" (
    "persona" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT,
    "note" TEXT,
    "updatedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL
);
INSERT INTO "new_PersonaNote" ("persona", "name", "note", "updatedAt", "updatedBy") SELECT "segmentationId" || '.' || "index", "name", "note", "updatedAt", "updatedBy" FROM "PersonaNote";
DROP TABLE "PersonaNote";
ALTER TABLE "new_PersonaNote" RENAME TO "PersonaNote";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "MembershipAssignment_folder_key" ON "MembershipAssignment"("folder");

-- CreateIndex
CREATE INDEX "MembershipAssignment_segmentationId_id_idx" ON "MembershipAssignment"("segmentationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "MaintenanceReport_jobId_key" ON "MaintenanceReport"("jobId");
