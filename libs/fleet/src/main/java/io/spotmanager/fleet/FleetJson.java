package io.spotmanager.fleet;

import io.spotmanager.db.NulEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How the snapshot is written as JSON, in its tables and its message: names as the columns have them. */
public final class FleetJson {
    public static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().characterEscapes(new NulEscapes()).build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private FleetJson() {}
}
