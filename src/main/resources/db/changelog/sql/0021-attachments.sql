--liquibase formatted sql

--changeset maru:0021-attachments
create table secrets (
  name   text primary key,
  value  bytea not null
);
comment on table secrets is 'Keys that the nodes share, made by the first that needs one.';
create table attachments (
  id           bigint primary key,
  channel_id   bigint not null,
  message_id   bigint,
  uploader_id  bigint not null,
  filename     text not null,
  type         text not null,
  size         int not null,
  sha256       bytea not null,
  created_at   timestamptz not null
);
create index attachments_loose on attachments (created_at) where message_id is null;
comment on table attachments is 'Files of messages; their bodies are blobs. Without a message: taken for one that was refused, or is about to be stored.';
