--liquibase formatted sql

--changeset maru:0024-threads
create table threads (
  channel_id             bigint primary key references channels (id),
  guild_id               bigint not null references guilds (id),
  parent_id              bigint not null references channels (id),
  secret                 boolean not null,
  archived               boolean not null default false,
  archived_at            timestamptz not null,
  auto_archive_duration  int not null,
  locked                 boolean not null default false,
  invitable              boolean not null,
  applied_tags           text not null,
  uncounted              int not null,
  removed                int not null default 0,
  member_count           int not null default 0,
  deleted                boolean not null default false
);
create index threads_active on threads (guild_id, channel_id) where not archived and not deleted;
create index threads_archived on threads (parent_id, secret, archived_at, channel_id)
  where archived and not deleted;
create index threads_parent on threads (parent_id, channel_id) where not deleted;
create table thread_members (
  channel_id  bigint not null references threads (channel_id),
  user_id     bigint not null references users (id),
  parent_id   bigint not null,
  flags       int not null default 0,
  joined_at   timestamptz not null,
  primary key (channel_id, user_id)
);
create index thread_members_user on thread_members (user_id, parent_id, channel_id);
create index channels_pinned on channels (parent_id) where flags & 2 <> 0;
create index channels_own on channels (guild_id)
  where deleted_at is null and type not in (10, 11, 12);
comment on table threads is 'What a thread has beside its row in channels; changed under the lock of its head.';
