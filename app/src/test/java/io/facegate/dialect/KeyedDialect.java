package io.facegate.dialect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.Denial;
import io.facegate.core.FaceService;
import io.facegate.face.FaceException;
import java.util.List;
import java.util.Set;

/** A dialect that does nothing but tell its callers what their credentials are worth. */
public final class KeyedDialect implements Dialect {
  private static final int BODY_BYTES_MAX = 1 << 20;

  private static final String LONG = "long ".repeat(100_000);

  private final String id;
  private final Credentials credentials;

  /** Below a path of its own name. */
  public KeyedDialect(String id, Credentials credentials) {
    this.id = id;
    this.credentials = credentials;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<String> prefixes() {
    return List.of("/" + id);
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }

  @Override
  public List<Operation> operations(FaceService faces) {
    return List.of(
        operation("whose", call -> said("app", call.admission().app())),
        operation("open", call -> said("app", call.admission().app())).withTokenInBody(),
        operation("long", call -> said("text", LONG)),
        operation("target", KeyedDialect::target));
  }

  private static Answer target(Call call) {
    call.admission().isFor(call.query("appid").orElse(""), call.query("bucket").orElse(""));
    return said("app", call.admission().app());
  }

  private Operation operation(String name, Operation.Handler handler) {
    return new Operation(
        name,
        Set.of("GET", "POST"),
        List.of("/" + id + "/" + name),
        handler,
        this::failure,
        BODY_BYTES_MAX);
  }

  @Override
  public Answer failure(Call call, FaceException failure) {
    return said("failure", failure.failure().name());
  }

  @Override
  public Answer denied(Call call, Denial denial) {
    return said("denied", denial.code() + " " + denial.text());
  }

  private static Answer said(String name, String value) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return Answer.ok(json.put(name, value));
  }
}
