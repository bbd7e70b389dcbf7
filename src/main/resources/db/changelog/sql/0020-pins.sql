--liquibase formatted sql

--changeset maru:0020-pins
alter table messages add column pinned_at timestamptz;
create index messages_pinned on messages (channel_id, pinned_at) where pinned_at is not null;
alter table channel_heads add column last_pin_at timestamptz;
