package io.spotmanager.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.db.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SnapshotWriterTest {
    private EmbeddedPostgres postgres;
    private JdbcClient jdbc;
    private SnapshotWriter writer;

    @BeforeEach
    void start() throws Exception {
        postgres = EmbeddedPostgres.start();
        new Schema(postgres.getPostgresDatabase()).migrate();
        jdbc = JdbcClient.create(postgres.getPostgresDatabase());
        writer = new SnapshotWriter(jdbc);
    }

    @AfterEach
    void stop() throws Exception {
        postgres.close();
    }

    @Test
    void the_generation_rises_exactly_when_something_has_changed() {
        assertThat(writer.write(List.of(pool("L40-n3", "gpu-1", "gpu-2"), pool("L40-n3-spot"))))
                .isTrue();
        assertThat(generation()).isEqualTo(1);

        assertThat(writer.write(List.of(pool("L40-n3", "gpu-1", "gpu-2"), pool("L40-n3-spot"))))
                .isFalse();
        assertThat(generation()).isEqualTo(1);

        assertThat(writer.write(List.of(pool("L40-n3", "gpu-1"), pool("L40-n3-spot", "gpu-2"))))
                .isTrue();
        assertThat(generation()).isEqualTo(2);
        assertThat(hostsOf("L40-n3")).containsExactly("gpu-1");
        assertThat(hostsOf("L40-n3-spot")).containsExactly("gpu-2");
    }

    @Test
    void a_pool_that_is_gone_leaves_with_its_hosts_and_an_empty_one_stays() {
        writer.write(List.of(pool("L40-n3", "gpu-1"), pool("L40-n3-spot", "gpu-2")));

        writer.write(List.of(pool("L40-n3")));

        assertThat(jdbc.sql("select name from pool").query(String.class).list()).containsExactly("L40-n3");
        assertThat(hostsOf("L40-n3")).isEmpty();
    }

    @Test
    void a_cloud_that_cannot_be_read_leaves_everything_as_it_was_and_says_why() {
        writer.write(List.of(pool("L40-n3", "gpu-1")));

        writer.keepBecauseOf("Nova is away");

        assertThat(hostsOf("L40-n3")).containsExactly("gpu-1");
        assertThat(jdbc.sql("select trouble from source where name = 'aggregates'").query(String.class).single())
                .isEqualTo("Nova is away");
        writer.write(List.of(pool("L40-n3", "gpu-1")));
        assertThat(jdbc.sql("select trouble is null from source where name = 'aggregates'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static PoolRow pool(String name, String... hosts) {
        return new PoolRow(name, 1, "ON_DEMAND", "L40", false, null, List.of(hosts));
    }

    private long generation() {
        return jdbc.sql("select generation from snapshot").query(Long.class).single();
    }

    private List<String> hostsOf(String pool) {
        return List.of(jdbc.sql("select array_agg(host order by host) from pool_host where pool = ?")
                .param(pool)
                .query((row, number) -> row.getArray(1) == null
                        ? new String[0]
                        : (String[]) row.getArray(1).getArray())
                .single());
    }
}
