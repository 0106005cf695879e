package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.PoolNaming;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A review for each way in which a host changes its pool. */
@Configuration(proxyBeanMethods = false)
class MoveReviews {
    @Bean
    MoveReview migrationReview(SnapshotHostReader snapshot, MovePreviews previews, PoolNaming naming) {
        return new MoveReview(HostCommand.Move.KIND, snapshot, previews, naming);
    }

    @Bean
    MoveReview placementReview(SnapshotHostReader snapshot, MovePreviews previews, PoolNaming naming) {
        return new MoveReview(HostCommand.Place.KIND, snapshot, previews, naming);
    }

    @Bean
    MoveReview drainReview(SnapshotHostReader snapshot, MovePreviews previews, PoolNaming naming) {
        return new MoveReview(HostCommand.Drain.KIND, snapshot, previews, naming);
    }

    @Bean
    MoveReview withdrawalReview(SnapshotHostReader snapshot, MovePreviews previews, PoolNaming naming) {
        return new MoveReview(HostCommand.Withdraw.KIND, snapshot, previews, naming);
    }
}
