package io.facegate.dialect.bfr;

import io.facegate.core.LookupQuery;
import io.facegate.core.PersonEnrollment;
import io.facegate.core.VerifyQuery;
import io.facegate.dialect.Call;
import io.facegate.dialect.aip.Ids;
import io.facegate.dialect.aip.PersonRequests;
import java.util.List;

/** Reads the requests in which a group may lack, or that are told in events. */
final class BfrRequests {
  private BfrRequests() {}

  /** Without a group the user comes into none. */
  static PersonEnrollment add(Call call) {
    return PersonRequests.add(call, groups(call));
  }

  static VerifyQuery verify(Call call) {
    return PersonRequests.verify(call, BfrDialect.ID);
  }

  /** Without a group all users of the app are looked at. */
  static LookupQuery identify(Call call) {
    return PersonRequests.identify(call, BfrDialect.ID, groups(call));
  }

  private static List<String> groups(Call call) {
    return Ids.optional(call.parameters(), "group_id").stream().toList();
  }
}
