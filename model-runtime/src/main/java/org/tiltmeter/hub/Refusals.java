package org.tiltmeter.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.tiltmeter.work.BadInputException;

/// What a hub that does not answer as hoped means for the user, in one sentence each.
final class Refusals {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final String WITH_TOKEN =
            " and fetch it there, or give an access token of your account, which is never stored.";

    private final HubModel model;
    private final URI hub;
    private final boolean withToken;

    Refusals(HubModel model, URI hub, boolean withToken) {
        this.model = model;
        this.hub = hub;
        this.withToken = withToken;
    }

    /// An answer that is not what was asked for.
    BadInputException of(Connection.Answer answer) {
        int status = answer.status();
        String code = answer.header("X-Error-Code");
        if (code.equals("GatedRepo") || status == FORBIDDEN) {
            return new BadInputException(
                    withToken
                            ? "%s is given only to those who have accepted its licence, and the account of this access token has not; accept it at %s, then try again."
                                    .formatted(model, model.page(hub))
                            : "%s is given only to those who have accepted its licence; accept it at %s"
                                            .formatted(model, model.page(hub))
                                    + WITH_TOKEN);
        }
        if (code.equals("RevisionNotFound")) {
            return new BadInputException(
                    "%s has no revision \"%s\" at %s; name a branch, a tag or a commit that its page shows."
                            .formatted(model.id(), model.revision(), hub.getHost()));
        }
        return new BadInputException(
                switch (status) {
                    case UNAUTHORIZED ->
                        withToken
                                ? "%s shows %s to nobody with this access token; check the token and the spelling."
                                        .formatted(hub.getHost(), model)
                                : "%s shows no %s to somebody without an account; check the spelling, and if the model is private or gated, accept its licence at %s"
                                                .formatted(hub.getHost(), model, model.page(hub))
                                        + WITH_TOKEN;
                    case NOT_FOUND ->
                        "%s has no model %s; check the spelling and the revision.".formatted(hub.getHost(), model);
                    case TOO_MANY ->
                        hub.getHost() + " has been asked too often from this network; try again in some minutes.";
                    default ->
                        hub.getHost() + " answers with an error (HTTP " + status + ")"
                                + (status >= SERVER ? "; try again later." : "; nothing is fetched.");
                });
    }

    /// A hub that cannot be asked.
    BadInputException unreachable(IOException failure) {
        return new BadInputException(
                failure instanceof SSLException
                        ? "The connection to %s is not safe (%s); nothing is fetched over it."
                                .formatted(hub.getHost(), reason(failure))
                        : "%s cannot be reached (%s); check the network connection and try again."
                                .formatted(hub.getHost(), reason(failure)),
                failure);
    }

    /// A file whose fetching broke off too often.
    BadInputException broken(HubFile file, IOException failure) {
        return new BadInputException(
                "The connection broke while %s was fetched (%s); what has arrived is kept, fetch again to go on."
                        .formatted(file.name(), reason(failure)),
                failure);
    }

    private static String reason(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no answer";
        }
        if (failure instanceof ConnectException) {
            return failure.getCause() instanceof ConnectException refused
                            && refused.getCause() instanceof UnresolvedAddressException
                    ? "its name is unknown here, as without a network"
                    : "no connection";
        }
        return Optional.ofNullable(failure.getMessage())
                .filter(words -> !words.isBlank())
                .map(HubModel::printable)
                .orElse(failure.getClass().getSimpleName());
    }
}
