/** The compute port over Keystone v3 and Nova: settings, tokens, limits and the mapping of Nova's answers. */
@NullMarked
package io.spotmanager.clouds.openstack;

import org.jspecify.annotations.NullMarked;
