--liquibase formatted sql

--changeset maru:0041-refusals
create table refusals (
  event_id    uuid primary key,
  refused_at  timestamptz not null default now()
);
create index refusals_refused_at on refusals (refused_at);
comment on table refusals is 'Accepted messages that were refused: when they come again, nothing is decided anew.';
