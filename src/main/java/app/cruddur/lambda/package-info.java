/**
 * The AWS Lambda function for Cognito's post-confirmation trigger, packaged as a separate jar without Jakarta EE.
 */
package app.cruddur.lambda;
