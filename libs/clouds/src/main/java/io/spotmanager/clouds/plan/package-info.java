/** What a launch needs to be allowed, and what it will ask for: rules and settings that gateway and worker share. */
@NullMarked
package io.spotmanager.clouds.plan;

import org.jspecify.annotations.NullMarked;
