/** The one way in: accepts commands, answers reads from the database, calls no cloud but for a preview. */
@NullMarked
package io.spotmanager.gateway;

import org.jspecify.annotations.NullMarked;
