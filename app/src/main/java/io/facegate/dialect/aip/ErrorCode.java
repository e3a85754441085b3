package io.facegate.dialect.aip;

/**
 * What stands in error_code and error_msg.
 *
 * @param number as in the tables of the documents
 */
public record ErrorCode(int number, String text) {
  /** A user that is not there, when it is asked for. */
  public static final ErrorCode USER_NOT_EXIST = new ErrorCode(216611, "user not exist");

  /** A user that is not there, when it is to be updated or deleted through AIP. */
  public static final ErrorCode USER_TO_CHANGE_NOT_EXIST =
      new ErrorCode(216612, "user not exist");

  /** A user for whom there is no room. */
  public static final ErrorCode FAIL_TO_ADD_USER = new ErrorCode(216617, "fail to add user");
}
