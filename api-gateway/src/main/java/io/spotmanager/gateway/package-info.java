/** The API gateway: accepts commands, and serves reads from the database. It calls clouds only for previews. */
@NullMarked
package io.spotmanager.gateway;

import org.jspecify.annotations.NullMarked;
