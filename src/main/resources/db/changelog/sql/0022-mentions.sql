--liquibase formatted sql

--changeset maru:0022-mentions
create table message_mentions (
  channel_id  bigint not null,
  target_id   bigint not null,
  message_id  bigint not null,
  author_id   bigint not null,
  primary key (channel_id, target_id, message_id)
);
create index message_mentions_message on message_mentions (channel_id, message_id);
comment on column message_mentions.target_id is 'A user, a role, or the guild for everybody.';
