import java.util.UUID;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.FleetApi;
import org.openapitools.client.api.MovesApi;
import org.openapitools.client.api.OperationsApi;
import org.openapitools.client.api.PlansApi;
import org.openapitools.client.model.MigrationBody;
import org.openapitools.client.model.PlanBody;

/** Compiled with the client that is generated for Java: reads, previews, moves a host there and back, plans, and is refused. */
public class Smoke {
    public static void main(String[] arguments) throws Exception {
        var client = new ApiClient();
        client.setBasePath(arguments[0]);
        client.setUsername(arguments[1]);
        client.setPassword(arguments[2]);
        var body = new MigrationBody()
                .host(arguments[3])
                .sourceAggregate(arguments[4])
                .targetAggregate(arguments[5])
                .reason("a generated client");
        System.out.println("types " + new FleetApi(client).listGpuTypes(null, null).getGpuTypes().size());
        var moves = new MovesApi(client);
        System.out.println("preview " + moves.previewMigration(body).getAllowed());
        System.out.println("planned "
                + new PlansApi(client)
                        .makePlan(new PlanBody().name("of a client").addOperationsItem(body), null)
                        .getItems()
                        .size());
        var accepted = moves.executeMigration(body, UUID.randomUUID().toString(), null);
        var operations = new OperationsApi(client);
        var operation = operations.getOperation(accepted.getId());
        for (var look = 0; look < 300 && operation.getOpen(); look++) {
            Thread.sleep(100);
            operation = operations.getOperation(accepted.getId());
        }
        System.out.println("moved " + operation.getState() + " steps " + operation.getSteps().size());
        var back = moves.executeMigration(
                body.sourceAggregate(arguments[5]).targetAggregate(arguments[4]), UUID.randomUUID().toString(), "wait=60");
        System.out.println("back " + back.getState() + " " + back.getSuccess() + " " + back.getResults().size());
        try {
            operations.getOperation(UUID.randomUUID());
        } catch (ApiException problem) {
            System.out.println("refused " + problem.getCode() + " " + problem.getResponseBody());
        }
        System.exit(0);
    }
}
