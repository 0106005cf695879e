/**
 * Server-sent events for boards and scripts. A message from the broker only says what to read. The content of an event always comes
 * from the database, so all gateways send the same, and a lost message only delays an event.
 */
@NullMarked
package io.spotmanager.gateway.events;

import org.jspecify.annotations.NullMarked;
