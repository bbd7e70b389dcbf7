--liquibase formatted sql

--changeset maru:0005-message-versions
create table message_versions (
  channel_id  bigint not null,
  message_id  bigint not null,
  version     int not null,
  content     text not null,
  flags       int not null,
  mentions    jsonb,
  extra       jsonb,
  edited_at   timestamptz,
  editor_id   bigint not null,
  primary key (channel_id, message_id, version)
);
comment on table message_versions is 'What messages were before each edit; edited_at is when that version was made, empty for the first. Gone with the message.';
