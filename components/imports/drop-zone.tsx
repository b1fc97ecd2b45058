"use client";

import { ActionIcon } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconCloudUpload, IconX } from "@tabler/icons-react";
import { formatBytes } from "@/lib/format/duration";
import classes from "./imports.module.css";

type DropZoneProps = { files: readonly File[]; isBusy: boolean; locale: string; onChange: (files: readonly File[]) => void };

/** Where files, a folder or a ZIP are dropped or chosen; what is chosen is listed below. */
export function DropZone({ files, isBusy, locale, onChange }: DropZoneProps) {
  const add = (more: readonly File[]): void => {
    const fresh = more.filter((file) => !files.some(({ name, size }) => name === file.name && size === file.size));
    onChange([...files, ...fresh]);
  };
  return (
    <>
      <Dropzone onDrop={add} loading={isBusy} className={classes.drop} inputProps={{ "aria-label": "Files to import" }} aria-label="Drop a ZIP, a folder or files, or press Enter to choose">
        <div className={classes.dropWords}>
          <IconCloudUpload size={30} stroke={1.4} aria-hidden="true" />
          <strong>Drop a ZIP, a folder or files</strong>
          <span>
            or <span className={classes.underlined}>choose from this computer</span>
          </span>
          <span className={classes.dim}>Recognised: Olist files and contacts, a generic orders file. For others you map the columns.</span>
        </div>
      </Dropzone>
      {files.length > 0 && (
        <ul className={classes.files} aria-label="Chosen files">
          {files.map((file) => (
            <li key={`${file.name}-${file.size}`}>
              <span className={classes.fileName} title={file.name}>{file.name}</span>
              <span className={classes.dim}>{formatBytes(file.size, locale)}</span>
              <ActionIcon variant="subtle" size={24} aria-label={`Remove ${file.name}`} disabled={isBusy} onClick={() => onChange(files.filter((other) => other !== file))}>
                <IconX size={14} stroke={1.8} aria-hidden="true" />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
