/** Links to other tools, such as Grafana or a ticket system, made of templates in the settings. */
@NullMarked
package io.spotmanager.gateway.links;

import org.jspecify.annotations.NullMarked;
