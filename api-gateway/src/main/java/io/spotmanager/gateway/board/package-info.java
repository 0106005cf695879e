/** The pages and files of the web board. Its data comes from the API. */
@NullMarked
package io.spotmanager.gateway.board;

import org.jspecify.annotations.NullMarked;
