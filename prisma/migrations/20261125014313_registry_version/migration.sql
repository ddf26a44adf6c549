-- CreateTable
CREATE TABLE "registry_version" (
    "version" INTEGER NOT NULL,

    CONSTRAINT "registry_version_pkey" PRIMARY KEY ("version")
);

ALTER TABLE "registry_version"
  ADD CONSTRAINT "registry_version_counted" CHECK ("version" >= 1);
