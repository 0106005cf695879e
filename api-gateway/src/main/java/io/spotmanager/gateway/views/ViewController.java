package io.spotmanager.gateway.views;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Saved views of the list of operations. They belong to people, so API tokens have none. */
@RestController
@RequestMapping("/api/views")
@Tag(name = "Operations")
class ViewController {
    private static final Set<Role> MAY_SHARE = EnumSet.of(Role.OPERATOR, Role.ADMIN);

    /**
     * A saved view.
     *
     * @param by who made it
     * @param query the filters as in the address of the board
     * @param shared true if everybody who sees the list sees it
     * @param mine true if it is yours
     * @param changedAt when it was saved last
     */
    record ViewOfOperations(
            UUID id, String name, String query, boolean shared, String by, boolean mine, Instant changedAt) {
        static ViewOfOperations of(SavedView view, Authentication user) {
            return new ViewOfOperations(
                    view.id(),
                    view.name(),
                    view.query(),
                    view.shared(),
                    view.owner(),
                    view.owner().equals(user.getName()),
                    view.changedAt());
        }
    }

    record ViewList(List<ViewOfOperations> items) {}

    private final SavedViews views;

    ViewController(SavedViews views) {
        this.views = views;
    }

    /** Your own views and the shared ones of others, by name. */
    @GetMapping
    @Operation(operationId = "listViews", summary = "List saved views of operations")
    ViewList list(Authentication user) {
        return new ViewList(views.visibleTo(user.getName()).stream()
                .map(view -> ViewOfOperations.of(view, user))
                .toList());
    }

    /** Keeps filters under a name, in place of your earlier view of that name. You may keep 50. */
    @PostMapping
    @Operation(operationId = "saveView", summary = "Save a view of operations")
    ViewOfOperations save(@Valid @RequestBody ViewBody body, Authentication user) {
        body.requireKnownFilters();
        if (body.isShared() && !MAY_SHARE.contains(Role.of(user))) {
            throw ProblemType.NOT_ALLOWED.because(
                    "Nothing was done. To share a view needs the role operator. Save it for yourself, or ask an operator to share it.");
        }
        return views.keep(user.getName(), body)
                .map(kept -> ViewOfOperations.of(kept, user))
                .orElseThrow(() -> FieldProblem.refusal(
                        "name",
                        "is new, and you keep %d views already: delete one first".formatted(SavedViews.MOST_OF_ONE)));
    }

    /** Deletes one of your views. An admin may also delete a shared one of somebody else. */
    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteView", summary = "Delete a saved view of operations")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<Void> delete(@PathVariable UUID id, Authentication user) {
        var view = views.find(id).filter(found -> isVisible(found, user)).orElseThrow(() -> unknown(id));
        if (!view.owner().equals(user.getName()) && Role.of(user) != Role.ADMIN) {
            throw ProblemType.NOT_ALLOWED.because(
                    "Nothing was done. The view %s belongs to %s. Ask %<s, or an admin, to delete it."
                            .formatted(view.name(), view.owner()));
        }
        views.delete(id);
        return ResponseEntity.noContent().build();
    }

    /** Whoever may not see a view does not learn that it exists. */
    private static boolean isVisible(SavedView view, Authentication user) {
        return view.shared() || view.owner().equals(user.getName());
    }

    private static RuntimeException unknown(UUID id) {
        return ProblemType.NOT_FOUND.because("There is no view %s. GET /api/views lists yours.".formatted(id));
    }
}
