--liquibase formatted sql

--changeset maru:0004-audit-log
create table audit_log_entries (
  guild_id     bigint not null references guilds (id),
  id           bigint not null,
  user_id      bigint references users (id),
  target_id    bigint,
  action_type  int not null,
  reason       text,
  changes      jsonb not null,
  options      jsonb not null,
  primary key (guild_id, id)
);
create index audit_log_entries_user on audit_log_entries (guild_id, user_id, id);
create index audit_log_entries_target on audit_log_entries (guild_id, target_id, id) where target_id is not null;
create index audit_log_entries_action on audit_log_entries (guild_id, action_type, id);
comment on table audit_log_entries is 'Who did what in a guild, and why. Kept for ever.';
