package io.spotmanager.gateway.security;

/** Each may do what the one before may. */
public enum Role {
    VIEWER,
    OPERATOR,
    ADMIN
}
