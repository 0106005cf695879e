/** The web board: its pages and files. What it shows comes from the API. */
@NullMarked
package io.spotmanager.gateway.board;

import org.jspecify.annotations.NullMarked;
