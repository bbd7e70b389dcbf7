--liquibase formatted sql

--changeset maru:0006-emojis
create table emojis (
  id          bigint primary key,
  guild_id    bigint not null references guilds (id),
  name        text not null,
  animated    boolean not null,
  roles       bigint[] not null,
  user_id     bigint not null references users (id),
  created_at  timestamptz not null
);
create index emojis_guild on emojis (guild_id);
comment on table emojis is 'The emojis of guilds; their pictures are blobs named by the id.';
