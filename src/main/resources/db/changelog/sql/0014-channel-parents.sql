--liquibase formatted sql

--changeset maru:0014-channel-parents
create index channels_parent on channels (parent_id) where parent_id is not null;
