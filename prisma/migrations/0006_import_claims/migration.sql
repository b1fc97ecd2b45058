-- CreateTable
CREATE TABLE "ImportClaim" (
    "importId" INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "keys" BLOB NOT NULL,

    PRIMARY KEY ("importId", "table", "part")
);
