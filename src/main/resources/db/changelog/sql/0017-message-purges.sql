--liquibase formatted sql

--changeset maru:0017-message-purges
create table message_purges (
  id        bigint generated always as identity primary key,
  guild_id  bigint not null references guilds (id),
  user_id   bigint not null references users (id),
  from_id   bigint not null,
  until_id  bigint not null,
  ends_at   timestamptz not null
);
comment on table message_purges is 'Messages of banned users that are still to be deleted, as a range of ids. A row stays until nothing is found any more after ends_at.';
