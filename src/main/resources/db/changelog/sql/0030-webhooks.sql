--liquibase formatted sql

--changeset maru:0030-webhooks
create table webhooks (
  id                 bigint primary key,
  type               int not null check (type in (1, 2)),
  guild_id           bigint not null references guilds (id),
  channel_id         bigint not null references channels (id),
  user_id            bigint not null references users (id),
  application_id     bigint references applications (id),
  name               text not null,
  avatar             text,
  source_guild_id    bigint,
  source_channel_id  bigint,
  created_at         timestamptz not null
);
create index webhooks_guild on webhooks (guild_id);
create index webhooks_channel on webhooks (channel_id);
create index webhooks_source on webhooks (source_channel_id) where source_channel_id is not null;
comment on table webhooks is 'Webhooks, and what follows announcement channels (type 2). Tokens are not kept: they are made from the id.';

--changeset maru:0030-picture-links
create table picture_links (
  path        text primary key,
  url         text not null,
  created_at  timestamptz not null
);
comment on table picture_links is 'Pictures that lie elsewhere, by the address under which clients ask for them here.';
