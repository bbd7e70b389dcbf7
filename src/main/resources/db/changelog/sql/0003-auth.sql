--liquibase formatted sql

--changeset maru:0003-revocations
create index auth_sessions_revoked on auth_sessions (revoked_at) where revoked_at is not null;
alter table applications add column token_changed_at timestamptz;
create index applications_token_changed on applications (token_changed_at) where token_changed_at is not null;
comment on column applications.token_changed_at is 'When the bot token was last made or revoked: every node looks for recent ones twice a second.';
