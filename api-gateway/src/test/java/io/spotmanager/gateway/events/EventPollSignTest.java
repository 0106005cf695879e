package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import org.junit.jupiter.api.Test;

/** What wakes the poll of a gateway that heard nothing, on the real schema. */
@ListeningTest
class EventPollSignTest {
    private final Gateway gateway;

    EventPollSignTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private record Sign(boolean present, String version) {}

    private Sign sign() {
        return gateway.jdbc()
                .sql("select %s as present, %s as version"
                        .formatted(EventPoll.SIGN.condition(), EventPoll.SIGN.version()))
                .query(Sign.class)
                .single();
    }

    @Test
    void an_open_operation_is_a_sign_for_as_long_as_it_is_open() {
        assertThat(sign().present()).isFalse();
        var id = gateway.acceptedMoveOf("H1");
        assertThat(sign().present()).isTrue();
        gateway.worker().carriesOut(id);
        assertThat(sign().present()).isFalse();
    }

    @Test
    void a_freeze_of_another_gateway_changes_the_sign() {
        var before = sign();
        gateway.jdbc().sql("""
                        insert into freeze_entry (n, mode, actor, reason)
                        select coalesce(max(n), 0) + 1, 'FROZEN', 'olga', 'an upgrade' from freeze_entry""").update();
        assertThat(sign().version()).isNotEqualTo(before.version());
    }
}
