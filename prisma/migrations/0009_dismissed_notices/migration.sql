-- CreateTable
CREATE TABLE "DismissedNotice" (
    "userId" TEXT NOT NULL,
    "print" TEXT NOT NULL,
    "at" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("userId", "print")
);
