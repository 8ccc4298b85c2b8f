package dev.ringfence.naive;

/** A mistake of the naive assistant's, each by itself. */
public enum Hole {
  /** Whoever is signed in reads any conversation by its id. */
  CONVERSATION_READ,
  /** Whoever is signed in reads any file by its id. */
  FILE_READ,
  /** Whoever is signed in reads any proposal by its id. */
  PROPOSAL_READ,
  /** A stream that is somebody else's is forbidden, one that is not there is not found. */
  EXISTENCE_TOLD,
  /** The list of conversations forgot to ask for a token, and lists everybody's. */
  NO_TOKEN,
  /** What cannot be read as a token is a guest's. */
  UNKNOWN_TOKEN,
  /** A token that says it needs no signature needs none. */
  UNSIGNED_TOKEN,
  /** The signature is not looked at. */
  SIGNATURE_UNREAD,
  /** The time is not looked at. */
  EXPIRED_TOKEN,
  /** A token in an address is as good as one in a header. */
  TOKEN_IN_ADDRESS,
  /** A header says who is asking, and nobody signs it. */
  HEADER_TRUSTED,
  /** A parameter says who is asking. */
  QUERY_TRUSTED,
  /** A field of the body says on whose behalf. */
  BODY_TRUSTED,
  /** The list of files has everybody's. */
  LIST_OF_ALL,
  /** Behind a cursor nobody asks any more whose rows they are. */
  CURSOR_TRUSTED,
  /** Anybody removes a file. */
  FILE_REMOVED,
  /** Anybody removes a conversation. */
  CONVERSATION_REMOVED,
  /** A file takes the place of whatever had its name. */
  NAMES_SHARED,
  /** Whoever names a conversation goes on in it. */
  CONVERSATION_SHARED,
  /** Ids are counted. */
  COUNTED_IDS,
  /** An answer is kept for whoever asks the same. */
  ANSWER_CACHE,
  /** The tool takes the customer as an argument, and the model fills it in. */
  TENANT_ARGUMENT,
  /** Who says that they are an administrator is one. */
  ROLE_BY_WORD,
  /** Everybody's records stand in the system prompt. */
  PROMPT_HOLDS_RECORDS,
  /** A client's system message is obeyed. */
  SYSTEM_MESSAGE_OBEYED,
  /** The model may look up any conversation. */
  CONVERSATION_BY_NAME,
  /** The model may open any file. */
  FILE_BY_NAME,
  /** Pictures of foreign hosts are shown. */
  IMAGE_RENDERED,
  /** A link carries whatever the model puts into it. */
  VALUE_IN_LINK,
  /** Errors are shown with their stack. */
  STACK_TRACE,
  /** Errors of the database are shown with their statement. */
  SQL_ERROR,
  /** The log, with every message as it came, can be read by everybody. */
  LOG_SERVED,
  /** Metrics have what people wrote as labels. */
  METRICS_LABELLED,
  /** A file with the service's secrets lies among those that are served. */
  SECRETS_SERVED,
  /** Pages of any site may ask with what the browser holds. */
  ANY_ORIGIN,
  /** A site's key is good on any site. */
  SITE_KEY_ANYWHERE,
  /** Private answers may be kept by caches. */
  PUBLIC_CACHE
}
