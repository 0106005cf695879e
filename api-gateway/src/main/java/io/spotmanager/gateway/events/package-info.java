/**
 * Tells boards and scripts what changes, as server-sent events. A message from the broker only says where to look; what is
 * told stands in the database, so that every gateway tells the same and what the broker loses is found a moment later.
 */
@NullMarked
package io.spotmanager.gateway.events;

import org.jspecify.annotations.NullMarked;
