package io.facegate.dialect.aip1;

import io.facegate.core.LookupQuery;
import io.facegate.core.PersonEnrollment;
import io.facegate.core.VerifyQuery;
import io.facegate.dialect.Call;
import io.facegate.dialect.aip.PersonRequests;
import java.util.List;

/** Reads the requests that name a group, or are told in events. */
final class Aip1Requests {
  private Aip1Requests() {}

  static PersonEnrollment add(Call call) {
    return PersonRequests.add(call, List.of(PersonRequests.group(call)));
  }

  static VerifyQuery verify(Call call) {
    return PersonRequests.verify(call, Aip1Dialect.ID);
  }

  static LookupQuery identify(Call call) {
    return PersonRequests.identify(call, Aip1Dialect.ID, List.of(PersonRequests.group(call)));
  }
}
