--liquibase formatted sql logicalFilePath:liquibase/seed/demo.sql

--changeset cruddur:demo
SELECT 1;
--rollback SELECT 1;
