/** The same tests on each database and broker that an installation may use. */
@NullMarked
package io.spotmanager.system.services;

import org.jspecify.annotations.NullMarked;
