package io.spotmanager.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveOptionsTest {
    @Test
    void a_wrong_option_is_named() {
        assertThatThrownBy(() -> ProveOptions.of(new String[] {"--history", "3"}))
                .hasMessageContaining("'--history' is no option of prove. usage: ./spot prove");
        assertThatThrownBy(() -> ProveOptions.of(new String[] {"--seed", "none"}))
                .hasMessageContaining("--seed is 'none': it must be a positive whole number");
        assertThatThrownBy(() -> ProveOptions.of(new String[] {"--resume"}))
                .hasMessageContaining("--resume needs a value");
    }

    @Test
    void a_run_goes_on_where_its_note_says(@TempDir Path folder) throws IOException {
        var file = folder.resolve("note");

        assertThat(ProveState.read(file, 7)).isEqualTo(new ProveState(7, 0, List.of()));
        new ProveState(7, 400, List.of(93L, 311L)).write(file);

        assertThat(ProveState.read(file, 7)).isEqualTo(new ProveState(7, 400, List.of(93L, 311L)));
    }

    @Test
    void a_note_of_another_seed_or_another_file_is_refused(@TempDir Path folder) throws IOException {
        var file = folder.resolve("note");
        new ProveState(7, 400, List.of()).write(file);

        assertThatThrownBy(() -> ProveState.read(file, 8))
                .hasMessageContaining("is of seed 7. Give --seed 7, or another file.");
        Files.writeString(file, "my shopping list");
        assertThatThrownBy(() -> ProveState.read(file, 8)).hasMessageContaining("is no note of './spot prove'");
    }
}
