--liquibase formatted sql

--changeset maru:0002-users
create table users (
  id              bigint primary key,
  username        text not null,
  global_name     text,
  email           text,
  email_verified  boolean not null default false,
  password_hash   text,
  bot             boolean not null default false,
  administrator   boolean not null default false,
  avatar          text,
  banner          text,
  accent_color    int,
  bio             text not null default '',
  locale          text not null default 'en-US',
  flags           int not null default 0,
  last_outbox_id  bigint not null default 0,
  created_at      timestamptz not null,
  deleted_at      timestamptz,
  check (bot or (email is not null and password_hash is not null) or deleted_at is not null)
);
create unique index users_username on users (lower(username)) where not bot;
create unique index users_email on users (lower(email)) where email is not null;

--changeset maru:0002-auth
create table auth_sessions (
  id            bigint primary key,
  user_id       bigint not null references users (id),
  device        text not null,
  address       text not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz
);
create index auth_sessions_user on auth_sessions (user_id) where revoked_at is null;
create table refresh_tokens (
  hash        bytea primary key,
  session_id  bigint not null references auth_sessions (id) on delete cascade,
  expires_at  timestamptz not null,
  used_at     timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);
comment on table refresh_tokens is 'SHA-256 of every refresh token of a session; a used one that comes again revokes the session.';

--changeset maru:0002-applications
create table applications (
  id           bigint primary key,
  owner_id     bigint not null references users (id),
  bot_id       bigint not null references users (id),
  name         text not null,
  description  text not null default '',
  flags        int not null default 0,
  verify_key   text not null,
  token_hash   bytea,
  created_at   timestamptz not null,
  deleted_at   timestamptz
);
create index applications_owner on applications (owner_id) where deleted_at is null;
create unique index applications_bot on applications (bot_id);

--changeset maru:0002-guilds
create table guilds (
  id                             bigint primary key,
  owner_id                       bigint not null references users (id),
  name                           text not null,
  description                    text,
  icon                           text,
  afk_channel_id                 bigint,
  afk_timeout                    int not null default 300,
  system_channel_id              bigint,
  system_channel_flags           int not null default 0,
  rules_channel_id               bigint,
  verification_level             int not null default 0,
  default_message_notifications  int not null default 0,
  explicit_content_filter        int not null default 0,
  preferred_locale               text not null default 'en-US',
  member_count                   int not null default 0,
  last_outbox_id                 bigint not null default 0,
  created_at                     timestamptz not null,
  deleted_at                     timestamptz
);
create table roles (
  id           bigint primary key,
  guild_id     bigint not null references guilds (id),
  name         text not null,
  permissions  bigint not null,
  color        int not null default 0,
  position     int not null,
  hoist        boolean not null default false,
  mentionable  boolean not null default false,
  managed      boolean not null default false,
  bot_id       bigint
);
create index roles_guild on roles (guild_id);
create table members (
  guild_id        bigint not null references guilds (id),
  user_id         bigint not null references users (id),
  nick            text,
  temporary       boolean not null default false,
  timeout_until   timestamptz,
  joined_at       timestamptz not null,
  primary key (guild_id, user_id)
);
create index members_user on members (user_id);
create table member_roles (
  guild_id  bigint not null,
  user_id   bigint not null,
  role_id   bigint not null references roles (id) on delete cascade,
  primary key (guild_id, user_id, role_id),
  foreign key (guild_id, user_id) references members (guild_id, user_id) on delete cascade
);
create index member_roles_role on member_roles (role_id);

--changeset maru:0002-channels
create table channels (
  id                   bigint primary key,
  guild_id             bigint references guilds (id),
  type                 int not null,
  name                 text,
  topic                text,
  position             int not null default 0,
  nsfw                 boolean not null default false,
  parent_id            bigint,
  rate_limit_per_user  int not null default 0,
  bitrate              int,
  user_limit           int,
  owner_id             bigint,
  icon                 text,
  access               text check (access in ('open', 'invite')),
  created_at           timestamptz not null,
  deleted_at           timestamptz
);
create index channels_guild on channels (guild_id) where guild_id is not null;
create table channel_overwrites (
  channel_id  bigint not null references channels (id),
  target_id   bigint not null,
  type        int not null check (type in (0, 1)),
  allow       bigint not null,
  deny        bigint not null,
  primary key (channel_id, target_id)
);
create table recipients (
  channel_id  bigint not null references channels (id),
  user_id     bigint not null references users (id),
  joined_at   timestamptz not null,
  primary key (channel_id, user_id)
);
create index recipients_user on recipients (user_id, channel_id);
create table invites (
  code        text primary key,
  guild_id    bigint not null references guilds (id),
  channel_id  bigint not null references channels (id),
  inviter_id  bigint references users (id),
  max_age     int not null,
  max_uses    int not null,
  uses        int not null default 0,
  temporary   boolean not null,
  created_at  timestamptz not null,
  expires_at  timestamptz
);
create index invites_guild on invites (guild_id);
create index invites_channel on invites (channel_id);

--changeset maru:0002-messages
create table channel_heads (
  channel_id       bigint primary key references channels (id),
  last_seq         int not null default 0,
  last_message_id  bigint,
  last_outbox_id   bigint not null default 0,
  closed           boolean not null default false
);
comment on table channel_heads is 'What sending a message changes of a channel, apart from its settings; the lock that orders a channel.';
create table messages (
  channel_id     bigint not null,
  id             bigint not null,
  seq            int not null,
  author_id      bigint not null,
  client_msg_id  text not null,
  event_id       uuid not null,
  content_hash   bytea not null,
  type           int not null,
  content        text not null,
  flags          int not null default 0,
  nonce          text,
  reference      jsonb,
  mentions       jsonb,
  embeds         jsonb,
  extra          jsonb,
  edited_at      timestamptz,
  deleted_at     timestamptz,
  primary key (channel_id, id),
  unique (channel_id, seq),
  unique (channel_id, author_id, client_msg_id)
) partition by hash (channel_id);
comment on column messages.client_msg_id is 'The idempotency key; the event id where the sender gave none.';

--changeset maru:0002-message-partitions splitStatements:false
do $$
begin
  for i in 0..15 loop
    execute format('create table messages_%s partition of messages for values with (modulus 16, remainder %s)', i, i);
  end loop;
end $$;

--changeset maru:0002-read-states
create table read_states (
  user_id               bigint not null references users (id),
  channel_id            bigint not null references channels (id),
  last_read_message_id  bigint not null,
  read_at               timestamptz not null,
  primary key (user_id, channel_id)
);

--changeset maru:0002-outbox
create sequence outbox_id as bigint cache 1;
create table outbox (
  id        bigint primary key default nextval('outbox_id'),
  key       bigint not null,
  record    text not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create table relay_position (
  one           boolean primary key default true check (one),
  log_position  bigint not null
);
insert into relay_position (log_position) values (0);
comment on table outbox is 'What must still be published to the ordered log; the relay deletes what the broker confirmed.';
