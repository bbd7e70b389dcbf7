--liquibase formatted sql

--changeset maru:0012-channel-kinds
alter table channels
  add column rtc_region text,
  add column video_quality_mode int,
  add column flags int not null default 0,
  add column default_auto_archive_duration int,
  add column default_thread_rate_limit_per_user int not null default 0,
  add column forum text;
comment on column channels.forum is 'What only forum and media channels have, as JSON.';
