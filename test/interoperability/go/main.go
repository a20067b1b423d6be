// Asks the simulator what a user of the official SDK would ask Huawei Cloud, and prints what the SDK understood.
//
// Settings come as one JSON object on stdin, the answers go as one JSON object to stdout.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/region"
	dds "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/dds/v3"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/dds/v3/model"
)

type settings struct {
	Endpoint      string `json:"endpoint"`
	Region        string `json:"region"`
	AccessKey     string `json:"accessKey"`
	SecretKey     string `json:"secretKey"`
	SecurityToken string `json:"securityToken"`
	IdpID         string `json:"idpId"`
	IDTokenFile   string `json:"idTokenFile"`
	InstanceID    string `json:"instanceId"`
	BackupID      string `json:"backupId"`
	BackupName    string `json:"backupName"`
}

type answers struct {
	Links  *model.ShowBackupDownloadLinkResponse `json:"links,omitempty"`
	Listed *model.ListBackupsResponse            `json:"listed,omitempty"`
	Named  *model.ListBackupsResponse            `json:"named,omitempty"`
	Sha256 []string                              `json:"sha256,omitempty"`
	Error  string                                `json:"error,omitempty"`
}

func main() {
	var given settings
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	var result answers
	if err := ask(given, &result); err != nil {
		result.Error = err.Error()
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func ask(given settings, result *answers) error {
	client, err := connect(given)
	if err != nil {
		return err
	}
	result.Links, err = client.ShowBackupDownloadLink(&model.ShowBackupDownloadLinkRequest{
		InstanceId: given.InstanceID,
		BackupId:   given.BackupID,
	})
	if err != nil {
		return err
	}
	if result.Listed, err = client.ListBackups(&model.ListBackupsRequest{}); err != nil {
		return err
	}
	if result.Named, err = client.ListBackups(named(given)); err != nil {
		return err
	}
	for _, file := range *result.Links.Files {
		sum, err := fetch(file.DownloadLink)
		if err != nil {
			return err
		}
		result.Sha256 = append(result.Sha256, sum)
	}
	return nil
}

// The project is left out, so that the SDK looks it up by the region's name.
func connect(given settings) (*dds.DdsClient, error) {
	builder := basic.NewCredentialsBuilder().WithIamEndpointOverride(given.Endpoint)
	if given.IdpID == "" {
		builder.WithAk(given.AccessKey).WithSk(given.SecretKey).WithSecurityToken(given.SecurityToken)
	} else {
		builder.WithIdpId(given.IdpID).WithIdTokenFile(given.IDTokenFile)
	}
	credentials, err := builder.SafeBuild()
	if err != nil {
		return nil, err
	}
	return newClient(given, credentials)
}

func newClient(given settings, credentials auth.ICredential) (*dds.DdsClient, error) {
	client, err := dds.DdsClientBuilder().
		WithRegion(region.NewRegion(given.Region, given.Endpoint)).
		WithCredential(credentials).
		WithHttpConfig(config.DefaultHttpConfig()).
		SafeBuild()
	if err != nil {
		return nil, err
	}
	return dds.NewDdsClient(client), nil
}

// Every kind of filter at once, with times and a name that have to be encoded.
func named(given settings) *model.ListBackupsRequest {
	limit, offset := int32(10), int32(0)
	begin, end := "2020-01-01 00:00:00", "2100-01-01 00:00:00"
	return &model.ListBackupsRequest{
		InstanceId: &given.InstanceID,
		BackupName: &given.BackupName,
		BeginTime:  &begin,
		EndTime:    &end,
		Limit:      &limit,
		Offset:     &offset,
	}
}

func fetch(link string) (string, error) {
	response, err := http.Get(link)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("the link answered %s", response.Status)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, response.Body); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
