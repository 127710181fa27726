-- Every committed change of configuration is announced, whoever makes it: a seed, an administrator with psql, another tool.
-- Hosts listen and drop what they cached. PostgreSQL sends equal notifications of one transaction once.

CREATE FUNCTION identity_configuration_changed() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM pg_notify('identity_configuration', '');
    RETURN NULL;
END;
$$;

CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiResources"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiScopes"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Clients"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "IdentityResources"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiResourceClaims"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiResourceProperties"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiResourceScopes"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiResourceSecrets"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiScopeClaims"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ApiScopeProperties"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientClaims"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientCorsOrigins"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientGrantTypes"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientIdPRestrictions"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientPostLogoutRedirectUris"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientProperties"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientRedirectUris"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientScopes"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "ClientSecrets"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "IdentityResourceClaims"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
CREATE TRIGGER identity_configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "IdentityResourceProperties"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_configuration_changed();
