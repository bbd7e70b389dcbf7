--liquibase formatted sql

--changeset maru:0013-temporary-members
alter table members add column seen_at timestamptz;
create index members_temporary on members (guild_id, user_id) where temporary;
