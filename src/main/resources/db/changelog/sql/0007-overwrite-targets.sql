--liquibase formatted sql

--changeset maru:0007-overwrite-targets
create index channel_overwrites_target on channel_overwrites (target_id);
comment on index channel_overwrites_target is 'A role that ends leaves all channels.';
