package dev.ringfence.eval;

/**
 * What of account B's is gone at, by the ids that the service gave or took; empty where there is no
 * such thing.
 *
 * @param conversation with a word of B's in it
 * @param spare another one, which the attack may damage
 * @param file with a word of B's in it
 * @param spareFile another one, which the attack may damage
 * @param spareName the name under which B brought it
 * @param question what B asked, word for word
 */
record LiveTargets(
    String conversation,
    String spare,
    String file,
    String spareFile,
    String spareName,
    String question) {}
