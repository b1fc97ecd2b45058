-- Rows are versions: clustered by import, so that bulk inserts append and a dead import is one range.
-- CreateTable
CREATE TABLE "Import" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "status" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "dryRun" BOOLEAN NOT NULL DEFAULT false,
    "files" TEXT NOT NULL DEFAULT '[]',
    "startedAt" BIGINT NOT NULL,
    "finishedAt" BIGINT,
    "startedBy" TEXT NOT NULL,
    "snapshotId" INTEGER,
    "error" TEXT,
    "owner" TEXT NOT NULL,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "customers" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "ImportReject" (
    "importId" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "line" INTEGER,
    "column" TEXT,
    "rowId" TEXT,
    "reason" TEXT NOT NULL,
    "value" TEXT,

    PRIMARY KEY ("importId", "sequence")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Snapshot" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "hash" TEXT NOT NULL,
    "publishedAt" BIGINT NOT NULL,
    "importId" INTEGER,
    "orders" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "firstDay" INTEGER,
    "lastDay" INTEGER
);

-- CreateTable
CREATE TABLE "Customer" (
    "key" INTEGER NOT NULL PRIMARY KEY,
    "externalId" TEXT NOT NULL,
    "importId" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "OrderKey" (
    "key" INTEGER NOT NULL PRIMARY KEY,
    "externalId" TEXT NOT NULL,
    "importId" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "ProductKey" (
    "key" INTEGER NOT NULL PRIMARY KEY,
    "externalId" TEXT NOT NULL,
    "importId" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "SellerKey" (
    "key" INTEGER NOT NULL PRIMARY KEY,
    "externalId" TEXT NOT NULL,
    "importId" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "AccountRow" (
    "importId" INTEGER NOT NULL,
    "accountId" TEXT NOT NULL,
    "customerKey" INTEGER NOT NULL,
    "zip" TEXT,
    "city" TEXT,
    "state" TEXT,

    PRIMARY KEY ("importId", "accountId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "OrderRow" (
    "importId" INTEGER NOT NULL,
    "orderKey" INTEGER NOT NULL,
    "accountId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "purchasedAt" BIGINT NOT NULL,
    "approvedAt" BIGINT,
    "carrierAt" BIGINT,
    "deliveredAt" BIGINT,
    "estimatedDay" INTEGER,
    "refundCents" BIGINT NOT NULL,

    PRIMARY KEY ("importId", "orderKey")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ItemRow" (
    "importId" INTEGER NOT NULL,
    "orderKey" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "productKey" INTEGER NOT NULL,
    "sellerKey" INTEGER,
    "shippingLimitAt" BIGINT,
    "priceCents" BIGINT NOT NULL,
    "freightCents" BIGINT NOT NULL,

    PRIMARY KEY ("importId", "orderKey", "line")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PaymentRow" (
    "importId" INTEGER NOT NULL,
    "orderKey" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "installments" INTEGER NOT NULL,
    "amountCents" BIGINT NOT NULL,

    PRIMARY KEY ("importId", "orderKey", "sequence")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ReviewRow" (
    "importId" INTEGER NOT NULL,
    "orderKey" INTEGER NOT NULL,
    "reviewId" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "title" TEXT,
    "message" TEXT,
    "createdAt" BIGINT,
    "answeredAt" BIGINT,

    PRIMARY KEY ("importId", "orderKey", "reviewId")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ProductRow" (
    "importId" INTEGER NOT NULL,
    "productKey" INTEGER NOT NULL,
    "category" TEXT,
    "nameLength" INTEGER,
    "descriptionLength" INTEGER,
    "photos" INTEGER,
    "weightG" REAL,
    "lengthCm" REAL,
    "heightCm" REAL,
    "widthCm" REAL,

    PRIMARY KEY ("importId", "productKey")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "SellerRow" (
    "importId" INTEGER NOT NULL,
    "sellerKey" INTEGER NOT NULL,
    "zip" TEXT,
    "city" TEXT,
    "state" TEXT,

    PRIMARY KEY ("importId", "sellerKey")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "CategoryRow" (
    "importId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "english" TEXT NOT NULL,

    PRIMARY KEY ("importId", "name")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "PlaceRow" (
    "importId" INTEGER NOT NULL,
    "zip" TEXT NOT NULL,
    "lat" REAL NOT NULL,
    "lng" REAL NOT NULL,
    "points" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,

    PRIMARY KEY ("importId", "zip")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "ContactRow" (
    "importId" INTEGER NOT NULL,
    "customerKey" INTEGER NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "firstName" TEXT,
    "lastName" TEXT,
    "emailConsent" TEXT NOT NULL,
    "smsConsent" TEXT NOT NULL,
    "consentAt" BIGINT,

    PRIMARY KEY ("importId", "customerKey")
) WITHOUT ROWID;

-- CreateIndex
CREATE INDEX "Import_status_idx" ON "Import"("status");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_externalId_key" ON "Customer"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "OrderKey_externalId_key" ON "OrderKey"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "ProductKey_externalId_key" ON "ProductKey"("externalId");

-- CreateIndex
CREATE UNIQUE INDEX "SellerKey_externalId_key" ON "SellerKey"("externalId");
