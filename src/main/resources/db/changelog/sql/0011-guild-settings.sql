--liquibase formatted sql

--changeset maru:0011-guild-settings
alter table guilds
  add column splash                        text,
  add column discovery_splash              text,
  add column banner                        text,
  add column public_updates_channel_id     bigint,
  add column safety_alerts_channel_id      bigint,
  add column premium_progress_bar_enabled  boolean not null default false,
  add column features                      text[] not null default '{}',
  add column widget_enabled                boolean not null default false,
  add column widget_channel_id             bigint;
